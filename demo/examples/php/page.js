// @ts-check
const say = (id, text) => (document.getElementById(id).textContent = text);

document.addEventListener("pitchyou-apply-click", (event) => {
  event.preventDefault(); // this page only shows what it would follow
  say("applied", event.detail.jobId);
});
document.addEventListener("interview-questions-load", (event) => say("count", `${event.detail.count} for ${event.detail.jobId}`));

document.getElementById("next").addEventListener("click", () => {
  for (const element of document.querySelectorAll("pitchyou-apply-button, interview-questions")) element.setAttribute("job-id", "4712");
});

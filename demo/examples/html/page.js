// @ts-check
// Properties and events of the elements; both work before their code has come.
const button = document.querySelector("pitchyou-apply-button");
const questions = document.querySelector("interview-questions");
const say = (id, text) => (document.getElementById(id).textContent = text);

questions.getSession = async () => (await fetch("/my/bridge-session", { method: "POST" })).json();

document.addEventListener("pitchyou-apply-click", (event) => {
  event.preventDefault(); // this page only shows what it would follow
  say("applied", event.detail.jobId);
});
document.addEventListener("interview-questions-load", (event) => say("count", `${event.detail.count} for ${event.detail.jobId}`));

document.getElementById("next").addEventListener("click", () => {
  button.jobId = "4712"; // a property
  questions.setAttribute("job-id", "4712"); // or an attribute
});

// A job's page: the apply button, and the questions of its interview.
import "ats-bridge/ats-bridge.css";
import "ats-bridge/interview-questions";
import "ats-bridge/pitchyou-apply-button";
import "ats-bridge/react";
import { useState } from "react";

const getSession = async () => (await fetch("/my/bridge-session", { method: "POST" })).json();

export function JobPage() {
  const [jobId, setJobId] = useState("4711");
  const [applied, setApplied] = useState("–");
  const [count, setCount] = useState("–");
  return (
    <main>
      <h1>Driver (m/f/d)</h1>
      <pitchyou-apply-button
        client-id="acme"
        job-id={jobId}
        job-title="Driver (m/f/d)"
        qr
        onpitchyou-apply-click={(event) => {
          event.preventDefault(); // this page only shows what it would follow
          setApplied(event.detail.jobId);
        }}
      >
        <a href={`https://acme.pitchyou.de/go/${jobId}`}>Apply with WhatsApp</a>
      </pitchyou-apply-button>
      <button id="next" onClick={() => setJobId("4712")}>
        Next job
      </button>
      <p>
        Applied for <output id="applied">{applied}</output>, questions: <output id="count">{count}</output>
      </p>
      <interview-questions
        edge="http://localhost:8787"
        job-id={jobId}
        show-times
        getSession={getSession}
        oninterview-questions-load={(event) => setCount(`${event.detail.count} for ${event.detail.jobId}`)}
      />
    </main>
  );
}

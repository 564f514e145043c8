// A job's page: the apply button, and the questions of its interview.
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import "ats-bridge/interview-questions";
import "ats-bridge/pitchyou-apply-button";

@Component({
  selector: "job-page",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Driver (m/f/d)</h1>
    <pitchyou-apply-button client-id="acme" [jobId]="jobId()" job-title="Driver (m/f/d)" qr (pitchyou-apply-click)="onApply($event)">
      <a [href]="'https://acme.pitchyou.de/go/' + jobId()">Apply with WhatsApp</a>
    </pitchyou-apply-button>
    <button id="next" (click)="jobId.set('4712')">Next job</button>
    <p>
      Applied for <output id="applied">{{ applied() }}</output
      >, questions: <output id="count">{{ count() }}</output>
    </p>
    <interview-questions
      edge="http://localhost:8787"
      [attr.job-id]="jobId()"
      show-times
      [getSession]="getSession"
      (interview-questions-load)="count.set($event.detail.count + ' for ' + $event.detail.jobId)"
    />
  `,
})
export class JobPage {
  readonly jobId = signal("4711");
  readonly applied = signal("–");
  readonly count = signal("–");

  readonly getSession = async () => (await fetch("/my/bridge-session", { method: "POST" })).json();

  onApply(event: HTMLElementEventMap["pitchyou-apply-click"]): void {
    event.preventDefault(); // this page only shows what it would follow
    this.applied.set(event.detail.jobId);
  }
}

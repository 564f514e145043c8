// Small column charts of what went on, each with its total, and one table that says the same.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Stats, StatsPoint } from "../answers.ts";
import { dayAndHour, fill, number } from "../format.ts";
import { words } from "../language.ts";

type Count = Exclude<keyof StatsPoint, "at">;

const HEIGHT = 48;
const STEP = 10;

function chart(points: StatsPoint[], name: string, counts: Count[], look: string): TemplateResult {
  const values = points.map((point) => counts.reduce((sum, count) => sum + point[count], 0));
  const [total, most] = [values.reduce((sum, value) => sum + value, 0), Math.max(1, ...values)];
  const label = fill(words().tenant.chart, { name, total, most: Math.max(0, ...values) });
  return html`<figure class="chart ${look}">
    <figcaption><span>${name}</span> <strong>${number(total)}</strong></figcaption>
    <svg viewBox="0 0 ${points.length * STEP} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
      ${values.map((value, index) => {
        // The smallest count is still to be seen.
        const height = value === 0 ? 0 : Math.max(2, (value / most) * HEIGHT);
        return svg`<rect x=${index * STEP + 1} y=${HEIGHT - height} width=${STEP - 2} height=${height}><title>${dayAndHour(points[index]?.at ?? "")}: ${number(value)}</title></rect>`;
      })}
      <line x1="0" x2=${points.length * STEP} y1=${HEIGHT} y2=${HEIGHT} />
    </svg>
  </figure>`;
}

export function charts({ points }: Stats): TemplateResult {
  const { tenant } = words();
  const [first, last] = [points[0], points.at(-1)];
  const busy = points.filter(({ received, repeated, refused, delivered, failed }) => received + repeated + refused + delivered + failed > 0);
  return html`<div class="charts">
      ${chart(points, tenant.received, ["received"], "good")} ${chart(points, tenant.delivered, ["delivered"], "good")} ${chart(points, tenant.failing, ["refused", "failed"], "bad")}
    </div>
    ${first && last ? html`<p class="axis"><span>${dayAndHour(first.at)}</span><span>${dayAndHour(last.at)}</span></p>` : nothing}
    <details>
      <summary>${tenant.asTable}</summary>
      ${
        busy.length === 0
          ? html`<p>${tenant.nothingInSpan}</p>`
          : html`<div class="table" tabindex="0" role="region" aria-label=${tenant.asTable}>
            <table>
              <thead>
                <tr>
                  <th scope="col">${tenant.from}</th>
                  <th scope="col">${tenant.received}</th>
                  <th scope="col">${tenant.repeated}</th>
                  <th scope="col">${tenant.refused}</th>
                  <th scope="col">${tenant.delivered}</th>
                  <th scope="col">${tenant.failed}</th>
                </tr>
              </thead>
              <tbody>
                ${busy.map(
                  ({ at, received, repeated, refused, delivered, failed }) =>
                    html`<tr>
                      <th scope="row">${dayAndHour(at)}</th>
                      ${[received, repeated, refused, delivered, failed].map((value) => html`<td class="figure">${number(value)}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
      }
    </details>`;
}

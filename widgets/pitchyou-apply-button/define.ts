// Registers <pitchyou-apply-button>. What its users may rely on stands here; the package's descriptions are made of it.
import { define } from "../shared/register.ts";
import { PitchyouApplyButton } from "./element.ts";

declare global {
  /** They bubble up to it. */
  interface DocumentEventMap extends Pick<HTMLElementEventMap, "pitchyou-apply-click" | "pitchyou-apply-error"> {}
}

/**
 * A link to PitchYou's WhatsApp interview, made in the browser: nothing is asked of anybody before the click.
 *
 * @attribute client-id - PitchYou's name for the customer; required
 * @attribute job-id {string | number} - the job's id in the ATS; default: the page's own JSON-LD `JobPosting`
 * @attribute template-key - which of the customer's interviews; default: PitchYou's own choice
 * @attribute job-title - what the interview calls the job; default: the page's own JSON-LD `JobPosting`
 * @attribute utm-source - where the visitor came from
 * @attribute utm-medium - by what means
 * @attribute utm-campaign - in which campaign
 * @attribute utm-content - through which content
 * @attribute utm-from-page {"" | "override" | boolean} - takes the page's own utm values where none is set; with `override` they win
 * @attribute apply-url - where applications start, with `{client_id}` in its place; any other host than PitchYou's shows as a test
 * @attribute privacy-href - address of the privacy notice, which then stands beside the button
 * @attribute privacy-version - which version of that notice stands there; told with the click
 * @attribute label - the words on the button
 * @attribute variant {"brand" | "dark" | "outline"} - its look; default `brand`
 * @attribute size {"small" | "large"} - 44 or 56 px high; else 48
 * @attribute target - where the link opens, as of any link
 * @attribute qr - offers a QR code of the same link on wide screens
 * @fires pitchyou-apply-click - before the link is followed; cancelled, it is not; nothing personal in it, fit for analytics
 * @fires pitchyou-apply-error - an id is missing or cannot stand in an address: there is nothing to click
 * @slot - a link of the page's own: it serves without JavaScript, and while an id is missing
 * @slot icon - the brand's mark, in place of the neutral one
 * @csspart link - the link itself
 * @csspart icon - the picture on it
 * @csspart label - its words
 * @csspart test - the mark of a link that leads elsewhere than to PitchYou
 * @csspart qr - the offer of a QR code
 * @csspart qr-panel - the QR code
 * @csspart privacy - the line with the privacy notice
 * @csspart fault - names the cause, with `debug` only
 * @cssproperty --ats-apply-ground - the button's ground
 * @cssproperty --ats-apply-ink - its words
 * @cssproperty --ats-apply-line - its border
 */
define("pitchyou-apply-button", PitchyouApplyButton);

export * from "./element.ts";

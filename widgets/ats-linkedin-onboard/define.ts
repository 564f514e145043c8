// Registers <ats-linkedin-onboard>. What its users may rely on stands here; the package's descriptions are made of it.
import { define } from "../shared/register.ts";
import { AtsLinkedinOnboard } from "./element.ts";

declare global {
  /** They bubble up to it. */
  interface DocumentEventMap extends Pick<HTMLElementEventMap, "linkedin-integrations" | "linkedin-status" | "linkedin-error"> {}
}

/**
 * A customer's admin connects LinkedIn Recruiter: LinkedIn's own plugin, then each integration step by step until it is enabled.
 *
 * @attribute supported - LinkedIn's bundles, with commas; default: the two of Recruiter System Connect
 * @attribute width {string | number} - the plugin's, in pixels, or `100%`; default 500, or what there is where that is less
 * @attribute hosted-url - a page of its own that does the same, for where this page cannot
 * @fires linkedin-integrations - what LinkedIn's plugin said
 * @fires linkedin-status - an integration's status has changed; one event for each
 * @fires linkedin-error - something stands in the way
 * @slot help - help of the page's own, beside the title
 * @slot plugin - LinkedIn's plugin, put there by the element itself
 * @csspart panel - all of it
 * @csspart header - title and help
 * @csspart notice - what stands in the way of all of it
 * @csspart status - what has been asked for
 * @csspart items - the list of integrations
 * @csspart item - one integration with its steps
 * @csspart refresh - has LinkedIn asked now
 * @csspart before - what is needed before the start
 * @csspart plugin - LinkedIn's window and its directions
 * @csspart how - directions for LinkedIn's window
 * @csspart trouble - signs of trouble, and what to do
 * @csspart retry - tries again
 * @csspart reload - loads the page again
 * @csspart send - sends again what the edge refused
 * @csspart discard - gives up what the edge refused
 * @csspart hosted - the link to the hosted page
 * @csspart test - the mark of a stand-in
 * @cssproperty --ats-onboard-height - its height, which never changes by itself; `auto` lets it grow
 * @cssproperty --ats-plugin-height - what LinkedIn's window is given at least
 */
define("ats-linkedin-onboard", AtsLinkedinOnboard);

export * from "./element.ts";

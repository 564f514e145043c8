// The view of the pages that the elements stand on, in English.
export const pages = {
  pages: {
    sources: "Where applications come from",
    since: "Since",
    notAll: "there were more than are counted",
    noSources: "Once somebody has applied, the utm values of the button's link stand here, counted.",
    channel: "Channel",
    applications: "Applications",
    last: "Last",
    check: "Is a page ready for the elements?",
    address: "Address of the page",
    addressHint: "At one of the tenant's origins; read as a visitor without a session gets it",
    run: "Check",
    policy: "What the page needs as Content-Security-Policy",
    levels: { blocked: "In the way", warning: "To look at", good: "Nothing in the way" },
  },
};

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { JobPage } from "./job-page";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <JobPage />
    </StrictMode>,
  );
}

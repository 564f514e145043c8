import { JobPage } from "./job-page";

export default function Page() {
  return <JobPage />;
}

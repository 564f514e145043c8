import { createApp } from "vue";
import JobPage from "./JobPage.vue";

createApp(JobPage).mount("#root");

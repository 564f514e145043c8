import { mount } from "svelte";
import JobPage from "./JobPage.svelte";

mount(JobPage, { target: document.body });

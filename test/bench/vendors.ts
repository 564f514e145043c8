// A stand-in PitchYou in a process of its own, filled for the bench; prints its address.
import { inject } from "../../demo/vendors/pitchyou/profiles.ts";
import { startVendors } from "../../demo/vendors/server.ts";

const [profiles = "0", bytes = "0"] = process.argv.slice(2);
const vendors = await startVendors({ port: 0 });
for (let index = 0; index < Number(profiles); index++) {
  inject(vendors.pitchyou.state, {
    profile: {
      profileId: `bench-${index}`,
      externalReferenceId: "4711",
      firstName: "Ada",
      lastName: `${index}`,
      email: `ada${index}@example.de`,
      steps: [{ question: "Seit wann?", answer: "Seit 2019", attachments: [] }],
      cv: { mediaId: "cv", fileName: "cv.pdf", mimeType: "application/pdf" },
    },
    media: [{ mediaId: "cv", size: Number(bytes) }],
  });
}
console.log(vendors.url.replace("localhost", "127.0.0.1"));
process.on("SIGTERM", () => void vendors.close().then(() => process.exit(0)));

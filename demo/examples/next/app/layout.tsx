import "ats-bridge/ats-bridge.css";
import type { ReactNode } from "react";

export const metadata = { title: "Driver (m/f/d)", icons: "data:," };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}

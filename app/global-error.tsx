"use client";

import "./globals.css";
import { PageFault } from "@/components/layout/page-fault";

export default function GlobalErrorPage({ retry }: { error: Error; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center">
          <PageFault
            title="Brand Automator could not be shown"
            message="The server did not answer as it should. Your data is safe."
            onRetry={retry}
          />
        </main>
      </body>
    </html>
  );
}

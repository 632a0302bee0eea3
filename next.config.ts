import type { NextConfig } from "next";

/** Packages with native parts or their own module tricks: Node loads them, the bundler leaves them alone. */
const NODE_PACKAGES = [
  "@google-cloud/storage",
  "@node-rs/argon2",
  "@prisma/adapter-pg",
  "@prisma/client",
  "bullmq",
  "ioredis",
  "mmdb-lib",
  "pg",
  "pino",
  "posthog-node",
  "rate-limiter-flexible",
];

const config: NextConfig = {
  // Several copies can run from one checkout, development beside production.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: NODE_PACKAGES,
  // `npm run verify` checks the types of the whole project; a second pass here would only slow the build.
  typescript: { ignoreBuildErrors: true },
  // The collector's paths answer on web too, for a site that may load from one origin only.
  rewrites: async () => [
    { source: "/e", destination: "/api/collect" },
    { source: "/r", destination: "/api/collect/replay" },
    { source: "/ph/:path*", destination: "/api/collect/ph/:path*" },
  ],
};

export default config;

# Images from one build: web, worker (which is also the collector, by its command), sandbox (demo), migrate (a one-shot).
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
# No install script is needed; not `npm ci`, which refuses a lock that lacks another platform's optional packages.
RUN npm install --no-save --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs

FROM build AS modules
RUN npm prune --omit=dev --no-save --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY --from=modules /app/package.json ./
COPY --from=modules /app/node_modules ./node_modules
# Uploaded files; web and worker share this volume.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node

FROM base AS web
ENV HOST=0.0.0.0 PORT=3000
COPY --from=build --chown=node:node /app/.next ./.next
COPY --from=build /app/public ./public
COPY --from=build /app/next.config.ts ./
COPY --from=build /app/scripts/peer-address.mjs ./scripts/
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["sh", "-c", "exec node --import ./scripts/peer-address.mjs node_modules/next/dist/bin/next start -p $PORT -H $HOST"]

FROM base AS worker
ENV HOST=0.0.0.0 COLLECTOR_PORT=3001 WORKER_HEALTH_PORT=3003
COPY --from=build /app/dist ./dist
COPY --from=build /app/public ./public
EXPOSE 3001
CMD ["node", "--enable-source-maps", "dist/worker.mjs"]

# Stands in for outside services; needs packages that the product itself does without.
FROM build AS sandbox
ENV SANDBOX_HOST=0.0.0.0
USER node
EXPOSE 3002 3004
CMD ["node", "--enable-source-maps", "dist/sandbox.mjs"]

FROM build AS migrate
USER node
CMD ["sh", "-c", "node scripts/db.mjs roles && node scripts/db.mjs migrate"]

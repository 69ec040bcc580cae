# One image for the services; the command names which: services/catalogue, services/credentials,
# services/homologation or services/gateway.
FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN npx -y pnpm@12 install --frozen-lockfile \
 && npx -y pnpm@12 run build \
 && node tools/check/src/image-files.ts /image

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /image /app
# Nothing is installed there any more.
RUN rm -rf /usr/local/lib/node_modules /opt/yarn-* /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg
RUN mkdir -p /data/evidence /data/consoles && chown node:node /data/evidence /data/consoles
USER node
ENTRYPOINT ["/app/docker-entrypoint.sh"]

# One image for the services; the command names which: services/catalogue, services/credentials,
# services/homologation or services/gateway.
FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN npx -y pnpm@12 install --frozen-lockfile \
 && npx -y pnpm@12 run build \
 && npx -y pnpm@12 prune --prod

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app /app
RUN mkdir -p /data/evidence /data/consoles && chown node:node /data/evidence /data/consoles
USER node
ENTRYPOINT ["/app/docker-entrypoint.sh"]

# One image for every role: docker run … node dist/gateway/main.js | handlers | graph | platform/database/migrate-main.js
# and, as target `directus`, Directus with our extensions.
FROM node:24-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Optional packages are the embedded PostgreSQL, install scripts fetch Node.js: the image has both elsewhere.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY ocpp ./ocpp
COPY platform ./platform
COPY gateway ./gateway
COPY handlers ./handlers
COPY graph ./graph
COPY simulator ./simulator
COPY directus ./directus
COPY migrations ./migrations
RUN npm run build

FROM node:24-bookworm-slim AS extensions
WORKDIR /directus
COPY directus/package.json directus/package-lock.json directus/.npmrc ./
RUN npm ci --ignore-scripts
COPY directus/extensions ./extensions
RUN for each in extensions/*; do npm run build --prefix "$each" && rm -r "$each/src" || exit 1; done

FROM directus/directus:12.4.0 AS directus
COPY --from=extensions /directus/extensions ./extensions

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY migrations ./migrations
COPY package.json LICENSE ./
USER node
EXPOSE 8081 8443 4000 8082 9090
CMD ["node", "--enable-source-maps", "dist/gateway/main.js"]

# stigkit in a container. Build dist/ first (npm ci && npm run build), or unpack the npm package here; the image build
# itself wants nothing from outside but the base image, which may be a mirror's:
#
#     docker build --network=none --build-arg BASE=node:22-alpine -t stigkit .
#     docker run --rm --network=none -v "$PWD:/work" -u "$(id -u)" stigkit info /work
ARG BASE=node:22-alpine
FROM ${BASE}
COPY package.json LICENSE THIRD-PARTY.txt CHANGELOG.md /opt/stigkit/
COPY dist /opt/stigkit/dist
RUN ln -s /opt/stigkit/dist/cli.js /usr/local/bin/stigkit
ENV NODE_ENV=production
WORKDIR /work
USER node
ENTRYPOINT ["stigkit"]
CMD ["--help"]

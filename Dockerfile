# airtight and nothing else: one static binary.
#   docker build -t airtight .
#   docker run --rm -v "$PWD:/estate:ro" airtight                     checks the folder
#   docker run --rm -v "$PWD:/estate:ro" airtight trace --format json
# A binary that is there already takes the place of the first stage:
#   scripts/packages.sh dist && docker build --build-context build=dist/image -t airtight .
FROM docker.io/library/swift:6.3-bookworm AS build
WORKDIR /airtight
COPY . .
RUN scripts/setup.sh && scripts/build-release.sh \
  && install -D -s "$(scripts/build-release.sh)" /image/usr/bin/airtight \
  && install -D -m 644 packaging/copyright /image/usr/share/doc/airtight/copyright \
  && python3 packaging/sbom.py packed .build/release/airtight.cdx.json /image/usr/bin/airtight \
    >/image/usr/share/doc/airtight/airtight.cdx.json

FROM scratch
COPY --from=build /image/ /
WORKDIR /estate
USER 65532:65532
ENTRYPOINT ["/usr/bin/airtight"]
CMD ["check", "."]

FROM golang:1.26 AS build
COPY . /src
RUN cd /src && go build -gcflags="all=-N -l" -o /shop ./shop # want ALLOC-02

FROM eclipse-temurin:25
COPY --from=build /shop /shop
ENV JAVA_TOOL_OPTIONS="-Xint -Xmx512m" # want ALLOC-02
CMD ["java", "-Djava.compiler=NONE", "-jar", "/stock.jar"] # want ALLOC-02

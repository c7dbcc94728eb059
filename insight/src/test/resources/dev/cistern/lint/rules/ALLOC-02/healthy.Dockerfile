FROM golang:1.26 AS build
COPY . /src
# -gcflags="all=-N -l" would turn optimisation off
RUN cd /src && go build -trimpath -ldflags="-s -w" -o /shop ./shop

FROM build AS debug
RUN cd /src && go build -gcflags="all=-N -l" -o /shop ./shop

FROM eclipse-temurin:25
ENV JAVA_TOOL_OPTIONS="-Xmx512m -Xlog:gc"
CMD ["java", "-XX:TieredStopAtLevel=1", "-jar", "/stock.jar"]

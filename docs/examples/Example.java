// Primeira consulta ao Portal de Serviços em Java 17, só com o JDK.
//   java Example.java
//   PORTAL_TOKEN=pds_… java Example.java
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

public class Example {
    static final String PORTAL_URL = System.getenv().getOrDefault("PORTAL_URL", "http://localhost:4000");
    static final String PORTAL_TOKEN = System.getenv("PORTAL_TOKEN");
    static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        // O catálogo é aberto: não precisa de token.
        print(ask(null, """
            {
              "query": "query ($text: String!) { services(filter: { text: $text }, first: 3) { edges { node { name portfolio { name } } } } }",
              "variables": { "text": "vacina" }
            }"""));

        // As suas solicitações: crie um token em Tokens de acesso, com o escopo requests:read.
        if (PORTAL_TOKEN != null) {
            print(ask(PORTAL_TOKEN, """
                { "query": "{ accessRequests(first: 10) { edges { node { protocol state environment } } } }" }"""));
        }
    }

    /** A resposta em JSON. Leia-a com a sua biblioteca, como Jackson ou Gson, e olhe "errors" antes de "data". */
    static String ask(String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(PORTAL_URL + "/graphql"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body));
        if (token != null) request.header("authorization", "Bearer " + token);
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() == 429) {
            // Nada foi executado: espere o que o Portal pede e repita.
            Thread.sleep(1000 * response.headers().firstValueAsLong("retry-after").orElse(1));
            return ask(token, body);
        }
        if (response.statusCode() != 200) throw new IllegalStateException(response.body());
        return response.body();
    }

    /** Em UTF-8, qualquer que seja o terminal. */
    static void print(String text) {
        System.out.writeBytes((text.strip() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

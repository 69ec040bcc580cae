import { Disclosure } from '@portal/ui';
import { CodeBlock } from '../developers/code-block.tsx';

interface ConnectionTroubleProps {
  /** Name of the file with the authority to trust. */
  readonly authority: string;
}

/** What keeps a connector from making its first call, and leaves no call here that could say so. */
export function ConnectionTrouble({ authority }: ConnectionTroubleProps) {
  return (
    <Disclosure summary="A chamada não chega aqui? O que costuma ser">
      <p>
        <strong>PKIX path building failed, unable to verify, certificate verify failed:</strong> o seu sistema não
        confia na autoridade de teste. No curl é --cacert; no Node.js, NODE_EXTRA_CA_CERTS; em Java, um arquivo de
        confiança, que se passa em -Djavax.net.ssl.trustStore:
      </p>
      <CodeBlock
        title="Confiança em Java"
        what="o comando que faz o arquivo de confiança"
        code={`keytool -importcert -noprompt -alias portal-de-testes -file ${authority} -keystore confianca.p12 -storetype PKCS12`}
      />
      <p>
        <strong>digital envelope routines::unsupported, RC2-40-CBC:</strong> o OpenSSL 3 não abre um .pfx cifrado à moda
        antiga. Exporte-o de novo, e apague o arquivo do meio:
      </p>
      <CodeBlock
        title="Um .pfx de hoje"
        what="os comandos que exportam o .pfx de novo"
        code={
          'openssl pkcs12 -legacy -in antigo.pfx -nodes -out tudo.pem\nopenssl pkcs12 -export -in tudo.pem -out novo.pfx'
        }
      />
      <p>
        <strong>Certificado A3:</strong> a chave não sai do cartão ou do token, e a conexão tem de ser feita pelo driver
        dele (PKCS#11). Nos testes é mais simples usar o certificado de teste, que é um arquivo, como um A1.
      </p>
      <p>
        <strong>A conexão é encerrada sem resposta:</strong> na RNDS é o que acontece sem o cabeçalho User-Agent, no
        formato sistema/versão. Aqui isso é dito.
      </p>
      <p>
        <strong>O endereço não existe:</strong> os endereços dos testes são os de cima, iguais para todos. Em produção
        há um para cada UF, que a página da credencial mostra.
      </p>
    </Disclosure>
  );
}

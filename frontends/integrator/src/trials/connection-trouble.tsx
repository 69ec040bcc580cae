import { Disclosure } from '@portal/ui';
import { CodeBlock } from '../developers/code-block.tsx';
import { PFX_AGAIN_COMMANDS } from './commands.ts';

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
        <strong>digital envelope routines::unsupported, RC2-40-CBC:</strong> o OpenSSL 3 não abre um .pfx com cifra
        antiga. Exporte-o de novo. O arquivo do meio leva uma senha, para a chave não ficar aberta no disco; apague-o no
        fim:
      </p>
      <CodeBlock
        title="Um .pfx com cifra atual"
        what="os comandos que exportam o .pfx de novo"
        code={PFX_AGAIN_COMMANDS}
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

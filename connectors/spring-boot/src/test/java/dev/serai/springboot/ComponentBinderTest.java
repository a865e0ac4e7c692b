package dev.serai.springboot;

import static dev.serai.springboot.Applications.component;
import static dev.serai.springboot.Applications.with;
import static dev.serai.springboot.Applications.withVariables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.serai.agent.AgentComponent;
import dev.serai.ollama.CutPolicy;
import dev.serai.ollama.OllamaComponent;
import dev.serai.ollama.OllamaConfiguration;
import dev.serai.openai.GatewayComponent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ComponentBinderTest {

    private static OllamaConfiguration ollama(ApplicationContext application) {
        return component(application, "ollama", OllamaComponent.class).getConfiguration();
    }

    private static StarterException failure(ApplicationContext application) {
        var failure = catchThrowable(() -> ollama(application));
        while (failure != null && !(failure instanceof StarterException)) {
            failure = failure.getCause();
        }
        return (StarterException) failure;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.ollama.base-url",
                "camel.component.ollama.baseUrl",
                "camel.component.ollama.base_url",
                "camel.component.ollama.configuration.base-url",
                "camel.component.ollama.configuration.baseUrl"
            })
    void oneOptionHasManyNames(String name) {
        with(name + "=http://strix:11434")
                .run(application -> assertThat(ollama(application).getBaseUrl()).isEqualTo("http://strix:11434"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAMEL_COMPONENT_OLLAMA_BASEURL", "CAMEL_COMPONENT_OLLAMA_BASE_URL"})
    void variablesOfTheEnvironmentAreNamesToo(String name) {
        withVariables(Map.of(name, "http://strix:11434"))
                .run(application -> assertThat(ollama(application).getBaseUrl()).isEqualTo("http://strix:11434"));
    }

    @Test
    void theEnvironmentWinsOverTheFile() {
        withVariables(Map.of("CAMEL_COMPONENT_OLLAMA_BASEURL", "http://strong:1"))
                .withPropertyValues("camel.component.ollama.base-url=http://weak:1")
                .withInitializer(application -> {
                    var sources = application.getEnvironment().getPropertySources();
                    var file = sources.remove("test");
                    sources.addLast(file);
                })
                .run(application -> assertThat(ollama(application).getBaseUrl()).isEqualTo("http://strong:1"));
    }

    @Test
    void valuesBecomeWhatTheOptionIs() {
        with(
                        "camel.component.ollama.connect-timeout=3s",
                        "camel.component.ollama.retries=7",
                        "camel.component.ollama.on-cut=fail",
                        "camel.component.ollama.check-model=false")
                .run(application -> {
                    assertThat(ollama(application).getConnectTimeout()).isEqualTo(3000);
                    assertThat(ollama(application).getRetries()).isEqualTo(7);
                    assertThat(ollama(application).getOnCut()).isEqualTo(CutPolicy.FAIL);
                    assertThat(ollama(application).isCheckModel()).isFalse();
                });
    }

    @Test
    void mapsKeepTheirKeysAsTheyAreWritten() {
        with("camel.component.ollama.http-headers.X-Team=blue", "camel.component.ollama.extra-options.[num_keep]=4")
                .run(application -> {
                    assertThat(ollama(application).getHttpHeaders()).isEqualTo(Map.of("X-Team", "blue"));
                    assertThat(ollama(application).getExtraOptions()).isEqualTo(Map.of("num_keep", "4"));
                });
    }

    @Test
    void aListIsATextWithCommas() {
        with("camel.component.gateway.ollama-models[0]=a", "camel.component.gateway.ollama-models[1]=b")
                .run(application -> assertThat(component(application, "gateway", GatewayComponent.class)
                                .getOllamaModels())
                        .isEqualTo("a,b"));
    }

    @Test
    void aListOfTheEnvironmentIsInTheOrderOfItsNumbers() {
        var variables = new LinkedHashMap<String, Object>();
        for (int i = 10; i >= 0; i--) {
            variables.put("CAMEL_COMPONENT_GATEWAY_OLLAMAMODELS_" + i, "m" + i);
        }
        withVariables(variables)
                .run(application -> assertThat(component(application, "gateway", GatewayComponent.class)
                                .getOllamaModels())
                        .isEqualTo("m0,m1,m2,m3,m4,m5,m6,m7,m8,m9,m10"));
    }

    @Test
    void placeholdersOfSpringAndOfCamelAreFilledIn() {
        with(
                        "server=strix",
                        "camel.component.ollama.base-url=http://${server}:11434",
                        "camel.component.ollama.api-key={{server}}",
                        "camel.component.ollama.prompt={{?absent}}",
                        "camel.component.ollama.system=${absent:}")
                .run(application -> {
                    assertThat(ollama(application).getBaseUrl()).isEqualTo("http://strix:11434");
                    assertThat(ollama(application).getApiKey()).isEqualTo("strix");
                    assertThat(ollama(application).getPrompt()).isNull();
                    assertThat(ollama(application).getSystem()).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"#bean:mine", "#mine"})
    void aReferenceIsTheBean(String reference) {
        with("camel.component.ollama.configuration=" + reference)
                .withBean("mine", OllamaConfiguration.class, OllamaConfiguration::new)
                .run(application -> assertThat(ollama(application))
                        .isSameAs(application.getBean("mine", OllamaConfiguration.class)));
    }

    @Test
    void whatIsSetInAnObjectStaysWhenTheObjectIsABean() {
        with("camel.component.ollama.base-url=http://strix:1", "camel.component.ollama.configuration=#bean:mine")
                .withBean("mine", OllamaConfiguration.class, OllamaConfiguration::new)
                .run(application -> {
                    var mine = application.getBean("mine", OllamaConfiguration.class);
                    assertThat(ollama(application)).isSameAs(mine);
                    assertThat(mine.getBaseUrl()).isEqualTo("http://strix:1");
                });
    }

    @Test
    void aTextThatNamesABeanStaysAText() {
        with("camel.component.agent.memory=#bean:mine")
                .withBean("mine", String.class, () -> "the memory")
                .run(application -> assertThat(component(application, "agent", AgentComponent.class)
                                .getConfiguration()
                                .getMemory())
                        .isEqualTo("#bean:mine"));
    }

    @Test
    void optionsAreThereBeforeTheComponentIsInitialised() {
        with("camel.component.plain.wait-time=4s")
                .withBean("plain", Plain.class, Plain::new)
                .run(application -> assertThat(component(application, "plain", Plain.class).waitTimeAtInit)
                        .isEqualTo(Duration.ofSeconds(4)));
    }

    @Test
    void aComponentUnderAnotherNameHasOptionsOfItsOwn() {
        with("camel.component.gpu-box.base-url=http://box:1", "camel.component.ollama.base-url=http://here:1")
                .withBean("gpuBox", OllamaComponent.class, OllamaComponent::new)
                .run(application -> {
                    assertThat(component(application, "gpuBox", OllamaComponent.class)
                                    .getConfiguration()
                                    .getBaseUrl())
                            .isEqualTo("http://box:1");
                    assertThat(ollama(application).getBaseUrl()).isEqualTo("http://here:1");
                });
    }

    @Test
    void anUnknownOptionNamesTheNearest() {
        with("camel.component.ollama.bas-url=http://strix:11434")
                .run(application -> assertThat(failure(application))
                        .hasMessage("[STARTER-001] 'camel.component.ollama.bas-url' is no option of OllamaComponent."
                                + " Did you mean camel.component.ollama.base-url?"));
    }

    @Test
    void anUnknownOptionOfTheSharedSettingsIsRefused() {
        with("camel.component.ollama.configuration.bas-url=http://strix:11434")
                .run(application -> assertThat(failure(application))
                        .hasMessageContaining("[STARTER-001] 'camel.component.ollama.configuration.bas-url'"));
    }

    @Test
    void aBadValueNamesWhatIsWanted() {
        with("camel.component.ollama.on-cut=explode")
                .run(application -> assertThat(failure(application))
                        .hasMessage("[STARTER-002] camel.component.ollama.on-cut is 'explode', which cannot be set."
                                + " Give one of warn, fail, ignore."));
    }

    @Test
    void aMissingPlaceholderIsNamedByItsOption() {
        with("camel.component.ollama.api-key=secret-{{nowhere}}")
                .run(application -> assertThat(failure(application))
                        .hasMessageContaining("[STARTER-003] camel.component.ollama.api-key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.ollama.api-key=hush-{{hush-hush}}",
                "camel.component.ollama.configuration.max-in-flight=hush-hush",
                "camel.component.ollama.api-kex=hush-hush",
                "camel.component.ollama.on-cut=http://user:hush-hush@strix:11434",
                "camel.component.plain.token=hush-hush"
            })
    void secretsAreInNoError(String property) {
        with(property).withBean("plain", Plain.class, Plain::new).run(application -> {
            var trace = new StringWriter();
            catchThrowable(() -> {
                        ollama(application);
                        component(application, "plain", Plain.class);
                    })
                    .printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).contains("[STARTER-00").doesNotContain("hush");
        });
    }

    @Test
    void aComponentWithAStarterOfItsOwnIsLeftToIt() {
        with("camel.component.ollama.base-url=http://strix:11434")
                .withUserConfiguration(ItsOwnStarter.class)
                .run(application ->
                        assertThat(ollama(application).getBaseUrl()).isEqualTo(new OllamaConfiguration().getBaseUrl()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.ollama.enabled=false",
                "camel.component.ollama.customizer.enabled=false",
                "camel.component.customizer.enabled=false"
            })
    void theSwitchesOfCamelsStartersHoldHereToo(String property) {
        with("camel.component.ollama.base-url=http://strix:11434", property)
                .run(application ->
                        assertThat(ollama(application).getBaseUrl()).isEqualTo(new OllamaConfiguration().getBaseUrl()));
    }

    @Test
    void theApplicationsCustomizerHasTheLastWord() {
        with("camel.component.ollama.base-url=http://strix:11434", "camel.component.ollama.retries=7")
                .withUserConfiguration(Customized.class)
                .run(application -> {
                    assertThat(ollama(application).getBaseUrl()).isEqualTo("http://customized:1");
                    assertThat(ollama(application).getRetries()).isEqualTo(7);
                });
    }

    @Test
    void aComponentWithoutGeneratedCodeIsSetByItsMethods() {
        with("camel.component.plain.waitTime=4s")
                .withBean("plain", Plain.class, Plain::new)
                .run(application -> assertThat(component(application, "plain", Plain.class).waitTime)
                        .isEqualTo(Duration.ofSeconds(4)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ItsOwnStarter.OllamaProperties.class)
    static class ItsOwnStarter {

        @ConfigurationProperties(prefix = "camel.component.ollama")
        static class OllamaProperties extends ComponentConfigurationPropertiesCommon {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Customized {

        @Bean
        ComponentCustomizer mine() {
            return ComponentCustomizer.forType(
                    OllamaComponent.class,
                    component -> component.getConfiguration().setBaseUrl("http://customized:1"));
        }
    }

    /** What an application writes itself. */
    static class Plain extends org.apache.camel.support.DefaultComponent {

        private Duration waitTime;
        private Duration waitTimeAtInit;

        @Override
        protected void doInit() throws Exception {
            super.doInit();
            waitTimeAtInit = waitTime;
        }

        public void setToken(int token) {
            throw new IllegalArgumentException(String.valueOf(token));
        }

        public void setWaitTime(Duration waitTime) {
            this.waitTime = waitTime;
        }

        @Override
        protected org.apache.camel.Endpoint createEndpoint(
                String uri, String remaining, Map<String, Object> parameters) {
            throw new UnsupportedOperationException();
        }
    }
}

package dev.serai.runtime.config;

import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
public class ConfigConfiguration {

    @Bean
    Settings settings(ConfigurableEnvironment environment) {
        var settings = Settings.of(environment::getProperty);
        if (settings.isOpenToOthers()) {
            LoggerFactory.getLogger(Settings.class)
                    .warn(
                            "SERAI_ENVIRONMENT is private, so whoever reaches {}:{} may do everything without a login. "
                                    + "Let nobody else reach it, or set SERAI_ENVIRONMENT to public.",
                            settings.address(),
                            settings.port());
        }
        return settings;
    }

    @Bean
    SettingNames settingNames(ConfigurableEnvironment environment) {
        return new SettingNames(Preparation.names(environment));
    }

    @Bean(destroyMethod = "close")
    HikariDataSource serai(Settings settings) {
        return DataSources.of(settings);
    }
}

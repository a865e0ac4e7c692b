package dev.serai.runtime.config;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
public class ConfigConfiguration {

    @Bean
    Settings settings(ConfigurableEnvironment environment) {
        return Settings.of(environment::getProperty);
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

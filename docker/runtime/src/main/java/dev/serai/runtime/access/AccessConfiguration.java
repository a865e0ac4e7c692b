package dev.serai.runtime.access;

import dev.serai.runtime.config.SettingNames;
import dev.serai.runtime.config.Settings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    @Bean(destroyMethod = "close")
    Access access(Settings settings) {
        return new Access(settings, Clock.systemUTC());
    }

    @Bean
    Webhooks webhooks(Access access, SettingNames names) {
        return new Webhooks(access, names.values(), Clock.systemUTC());
    }
}

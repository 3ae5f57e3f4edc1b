package dev.colonnade.samples;

import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.ProcessingStepType;
import dev.colonnade.sdk.plugin.RequestParameter;
import java.math.BigDecimal;
import java.time.Instant;

/// A business event: a system outside calls it when an order was shipped, and others register asynchronous steps on it. It has
/// no logic of its own, so what declares it is an interface.
@CustomApi(uniqueName = "sample_OnOrderShipped", displayName = "On order shipped", description = "Told by the warehouse when an order has left", allowedCustomProcessingStepType = ProcessingStepType.ASYNC_ONLY, request = OnOrderShipped.Event.class)
public interface OnOrderShipped {

    /// What the warehouse tells.
    ///
    /// @param customer account that the order is for
    record Event(@RequestParameter(description = "Number of the order") String orderNumber,
            @RequestParameter(description = "When it left") Instant shippedOn,
            @RequestParameter(description = "Weight in kilograms", isOptional = true) BigDecimal weight,
            @RequestParameter(description = "Who ordered", isOptional = true, logicalEntityName = "account") EntityReference customer) {}
}

package dev.colonnade.bench.peer;

import com.sap.cds.services.EventContext;
import com.sap.cds.services.handler.EventHandler;
import com.sap.cds.services.handler.annotations.On;
import com.sap.cds.services.handler.annotations.ServiceName;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The work of the action: turns a text around and counts on. */
@Component
@ServiceName("BenchService")
public class TurnHandler implements EventHandler {

    @On(event = "Turn")
    public void turn(EventContext context) {
        String text = (String) context.get("Text");
        int number = (Integer) context.get("Number");
        context.put("result",
                Map.of("Text", new StringBuilder(text).reverse().toString(), "Number", number + 1));
        context.setCompleted();
    }
}

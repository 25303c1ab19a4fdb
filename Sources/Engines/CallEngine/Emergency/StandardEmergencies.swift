extension EmergencyTable {
    /// What every trade's assistant begins with; an organisation edits its own copy.
    public static let standard = EmergencyTable(phrases: plumbing + lifeSafety + electrical + hvac + general + calming)

    private static let plumbing: [EmergencyPhrase] = [
        .init("pipe|line|main|hose|valve|hydrant burst|rupture|explode|split", 90, .plumbing, "burst_pipe"),
        .init("pipe|main|valve break|crack|snap", 70, .plumbing, "broken_pipe"),
        .init("pipe freeze", 60, .plumbing, "frozen_pipe"),
        .init("flood", 65, .plumbing, "flooding"),
        .init(
            "flood basement|kitchen|house|bathroom|room|floor|apartment|garage|home|office|store|hallway|laundry|everything",
            90, .plumbing, "flooding"),
        .init("water everywhere|gush|spray|shoot|rush|spew|fly|pour|rise", 85, .plumbing, "water_everywhere"),
        .init("gush|spray|pour pipe|ceiling|wall|toilet|heater|sink|tank", 85, .plumbing, "water_everywhere"),
        .init("water|leak|spill all over", 80, .plumbing, "water_everywhere"),
        .init("water|leak come|run|drip|down ceiling|wall|light|fixture|vent", 80, .plumbing, "water_through_ceiling"),
        .init("geyser", 85, .plumbing, "water_everywhere"),
        .init("under water", 80, .plumbing, "flooding"),
        .init("underwater", 80, .plumbing, "flooding"),
        .init("basement|house|crawlspace fill", 80, .plumbing, "flooding"),
        .init("sump pump fail|stop|quit|dead|break", 70, .plumbing, "sump_failed"),
        .init("poop|feces|waste everywhere|floor|up|over", 85, .plumbing, "sewer_backup"),
        .init("tank let go", 85, .plumbing, "tank_ruptured"),
        .init("inch water", 80, .plumbing, "water_everywhere"),
        .init("water through|from ceiling|wall|light|fixture", 85, .plumbing, "water_through_ceiling"),
        .init("ceiling leak|drip|sag|bulge", 60, .plumbing, "ceiling_leak"),
        .init("ceiling collapse|fall|cave", 90, .plumbing, "ceiling_collapse"),
        .init("water|toilet|leak wont|cant|doesnt stop|shut|off", 80, .plumbing, "water_will_not_stop"),
        .init("toilet|sink|tub|drain|washer|dishwasher overflow", 70, .plumbing, "overflow"),
        .init("overflow everywhere|floor", 85, .plumbing, "overflow"),
        .init("sewer|sewage|septic back|backup|overflow|come|flood", 90, .plumbing, "sewer_backup"),
        .init("sewage", 75, .plumbing, "sewer_backup"),
        .init("slab leak", 80, .plumbing, "slab_leak"),
        .init("no water", 80, .plumbing, "no_water"),
        .init("no running water", 80, .plumbing, "no_water"),
        .init("dont|doesnt|without have|got|any|running water", 80, .plumbing, "no_water"),
        .init("water heater|tank burst|rupture|explode|leak", 65, .plumbing, "tank_ruptured"),
        .init("tank rupture|burst|explode", 90, .plumbing, "tank_ruptured"),
        .init("major|huge|massive|big|bad|badly|serious leak", 70, .plumbing, "major_leak"),
        .init("leak everywhere|fast|electrical|outlet|panel|floor", 60, .plumbing, "major_leak"),
        .init("water electrical|outlet|panel|breaker|fuse", 85, .electrical, "water_at_electrics"),
    ]

    private static let lifeSafety: [EmergencyPhrase] = [
        .init("smell|odor|scent|reek|stink gas|propane", 100, .gas, "gas_smell"),
        .init("gas|propane leak", 100, .gas, "gas_leak"),
        .init("rotten egg", 95, .gas, "gas_smell"),
        .init("gas hiss", 95, .gas, "gas_leak"),
        .init("gas line|pipe|main|meter hit|cut|break|burst|rupture", 100, .gas, "gas_leak"),
        .init(
            "carbon monoxide alarm|beep|go|off|ring|headache|dizzy|leak|poisoning|high", 100, .carbonMonoxide,
            "co_alarm"),
        .init("co alarm|beep|leak|poisoning", 100, .carbonMonoxide, "co_alarm"),
        .init("headache|dizzy furnace|boiler|heater", 90, .carbonMonoxide, "co_symptoms"),
        .init("on fire", 100, .fire, "fire"),
        .init("catch|caught fire", 100, .fire, "fire"),
        .init("fire start|spread|in|inside|house|kitchen|wall|theres", 90, .fire, "fire"),
        .init("flame", 90, .fire, "fire"),
        .init("smoke come|pour|fill|everywhere|see|smell|full|out|from|in|inside", 95, .fire, "smoke"),
        .init("house|kitchen|building burn", 95, .fire, "fire"),
        .init("unconscious", 100, .medical, "unconscious"),
        .init("pass|passed out", 100, .medical, "unconscious"),
        .init("not breathing", 100, .medical, "not_breathing"),
        .init("cant|trouble breathe|breath|breathing", 100, .medical, "not_breathing"),
        .init("heart attack", 100, .medical, "heart_attack"),
        .init("bleed", 85, .medical, "bleeding"),
        .init("electrocuted", 100, .medical, "electrocuted"),
    ]

    private static let electrical: [EmergencyPhrase] = [
        .init("spark", 80, .electrical, "sparking"),
        .init("arc panel|outlet|wire|breaker|electrical", 90, .electrical, "arcing"),
        .init("burn smell|plastic|rubber|wire|odor", 85, .electrical, "burning_smell"),
        .init(
            "outlet|panel|breaker|switch|socket|fuse hot|smoke|melt|burn|buzz|scorched", 85, .electrical,
            "hot_outlet"),
        .init("got|get|getting|gave|give|me shock", 80, .electrical, "shock"),
        .init("wire smoke|melt|burn|buzz", 85, .electrical, "hot_outlet"),
        .init("power line|wire|cable down|fell|fall", 90, .electrical, "line_down"),
        .init("expose|live wire", 80, .electrical, "live_wire"),
        .init("no power", 60, .electrical, "no_power"),
        .init("no electricity", 60, .electrical, "no_power"),
        .init("power out", 50, .electrical, "no_power"),
    ]

    private static let hvac: [EmergencyPhrase] = [
        .init("no heat", 80, .hvac, "no_heat"),
        .init("no heating", 80, .hvac, "no_heat"),
        .init("dont|doesnt|without have|got|any heat", 80, .hvac, "no_heat"),
        .init("heat|heating|furnace|boiler|heater out|die|quit|dead|stop|break", 50, .hvac, "heat_out"),
        .init("heat|heating|furnace|boiler not|wont|isnt work|start|turn|come|kick", 50, .hvac, "heat_out"),
        .init("lose heat|heating", 60, .hvac, "heat_out"),
        .init("freeze house|here|inside|kid|baby|us", 45, .hvac, "freezing_inside"),
        .init("no ac", 45, .hvac, "no_cooling"),
        .init("no air conditioning", 45, .hvac, "no_cooling"),
        .init("ac|conditioning|conditioner out|die|quit|dead|stop|break", 35, .hvac, "no_cooling"),
        .init("ac|conditioning|conditioner not|isnt|wont work|cool|start", 35, .hvac, "no_cooling"),
    ]

    /// Added to what else was heard; the word "emergency" is worth a question by itself.
    private static let general: [EmergencyPhrase] = [
        .init("emergency", 45, .other, "says_emergency"),
        .init("life threatening", 80, .other, "life_threatening"),
        .init("danger|dangerous", 40, .other, "danger"),
        .init("everywhere", 15, .other, "everywhere"),
        .init("urgent|urgently|hurry", 20, .other, "urgent"),
        .init("help", 10, .other, "help"),
        .init("right now", 15, .other, "now"),
        .init("right away", 15, .other, "now"),
        .init(
            "baby|newborn|infant|elderly|grandmother|grandma|oxygen|wheelchair|pregnant|disabled|asthma|toddler", 35,
            .other, "vulnerable_person"),
        .init("freeze|below|degree", 15, .other, "extreme_temperature"),
    ]

    private static let calming: [EmergencyPhrase] = [
        .init("not an emergency", -100, .other, "says_no_emergency"),
        .init("not emergency", -100, .other, "says_no_emergency"),
        .init("not urgent", -60, .other, "says_no_emergency"),
        .init("no emergency", -100, .other, "says_no_emergency"),
        .init("no rush", -60, .other, "says_no_emergency"),
        .init("no hurry", -60, .other, "says_no_emergency"),
        .init("small|minor|slow|slight|little|tiny|bit drip|leak|clog", -40, .other, "minor"),
        .init("no water damage", -100, .other, "no_damage"),
        .init("no water pressure", -50, .other, "low_pressure"),
        .init("battery|chirp", -80, .other, "detector_battery"),
        .init(
            "install|inspection|inspect|maintenance|annual|tune|quote|estimate|upgrade|remodel", -60, .other,
            "planned_work"),
        .init("gas bill|station|mileage|price", -100, .other, "not_gas_trouble"),
        .init("flood light|lights|insurance|zone|plain", -100, .other, "not_a_flood"),
        .init("fire place|sale|fireplace|pit|drill|extinguisher|sprinkler", -90, .other, "not_a_fire"),
        .init("flood cleanup|restoration", -70, .other, "not_a_flood"),
        .init("alarm put|new|add", -80, .other, "planned_work"),
        .init("spark plug", -100, .other, "not_a_spark"),
        .init("water filter|softener|bill", -40, .other, "planned_work"),
    ]
}

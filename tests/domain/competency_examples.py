"""The indicators that the requirements name, by the key that our own framework gives them."""

from typing import NamedTuple


class Example(NamedTuple):
    """A requirement's indicator: whose it is and in which group it stands."""

    row: str
    part: str
    group: str
    key: str


INDICATORS = (
    Example("R108", "mentor", "comprehend", "recognise_roles"),
    Example("R109", "mentor", "comprehend", "interpret_process"),
    Example("R110", "mentor", "comprehend", "adult_learning"),
    Example("R111", "mentor", "comprehend", "analyse_competencies"),
    Example("R112", "mentor", "comprehend", "reconcile_priorities"),
    Example("R113", "mentor", "comprehend", "respond_to_needs"),
    Example("R115", "mentor", "relate", "foster_relationship"),
    Example("R116", "mentor", "relate", "learning_partnership"),
    Example("R117", "mentor", "relate", "open_questions"),
    Example("R118", "mentor", "relate", "safe_environment"),
    Example("R119", "mentor", "relate", "support_at_setbacks"),
    Example("R121", "mentor", "facilitate", "support_goals"),
    Example("R122", "mentor", "facilitate", "develop_plans"),
    Example("R123", "mentor", "facilitate", "meet_objectives"),
    Example("R124", "mentor", "facilitate", "encourage_events"),
    Example("R125", "mentor", "facilitate", "expand_network"),
    Example("R127", "mentor", "inform", "professional_role"),
    Example("R128", "mentor", "inform", "organisation_goals"),
    Example("R129", "mentor", "inform", "programme_goals"),
    Example("R130", "mentor", "inform", "own_expertise"),
    Example("R131", "mentor", "inform", "reflective_practice"),
    Example("R132", "mentor", "inform", "role_model_diversity"),
    Example("R134", "mentor", "challenge", "constructive_feedback"),
    Example("R135", "mentor", "challenge", "areas_for_improvement"),
    Example("R136", "mentor", "challenge", "stretch_goals"),
    Example("R138", "mentor", "reflect", "critical_reflection"),
    Example("R139", "mentor", "reflect", "role_model_reflection"),
    Example("R140", "mentor", "reflect", "resolve_conflict"),
    Example("R141", "mentor", "reflect", "reflect_on_progress"),
    Example("R143", "mentor", "motivate", "role_model_risk"),
    Example("R144", "mentor", "motivate", "share_past"),
    Example("R145", "mentor", "motivate", "self_empowerment"),
    Example("R146", "mentor", "motivate", "sustain_commitment"),
    Example("R147", "mentor", "motivate", "celebrate"),
    Example("R148", "mentor", "motivate", "promote_successes"),
    Example("R150", "mentor", "envision", "mentee_as_mentor"),
    Example("R151", "mentor", "envision", "career_planning"),
    Example("R152", "mentor", "envision", "succession"),
    Example("R154", "mentee", "respect", "value_insights"),
    Example("R155", "mentee", "respect", "use_time_wisely"),
    Example("R156", "mentee", "respect", "self_respect"),
    Example("R157", "mentee", "respect", "feedback"),
    Example("R159", "mentee", "initiative", "direct_own_learning"),
    Example("R160", "mentee", "initiative", "share_needs"),
    Example("R161", "mentee", "initiative", "set_goals"),
    Example("R162", "mentee", "initiative", "prepare"),
    Example("R164", "mentee", "integrity", "follow_through"),
    Example("R165", "mentee", "integrity", "value_differences"),
    Example("R166", "mentee", "integrity", "honour_commitment"),
    Example("R168", "mentee", "communication", "build_relationships"),
    Example("R169", "mentee", "communication", "listen"),
    Example("R170", "mentee", "communication", "reflect_critically"),
    Example("R172", "mentee", "independence", "manage_plan"),
    Example("R173", "mentee", "independence", "prepare_ending"),
    Example("R174", "mentee", "independence", "plan_to_mentor"),
)

GROUPS = {
    "R107": ("mentor", "comprehend", 6),
    "R114": ("mentor", "relate", 5),
    "R120": ("mentor", "facilitate", 5),
    "R126": ("mentor", "inform", 6),
    "R133": ("mentor", "challenge", 3),
    "R137": ("mentor", "reflect", 4),
    "R142": ("mentor", "motivate", 6),
    "R149": ("mentor", "envision", 3),
    "R153": ("mentee", "respect", 4),
    "R158": ("mentee", "initiative", 4),
    "R163": ("mentee", "integrity", 3),
    "R167": ("mentee", "communication", 3),
    "R171": ("mentee", "independence", 3),
}
"""How many indicators each group has, by the requirement that says so."""

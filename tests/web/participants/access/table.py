"""Who may open and change what in a register, written by hand: the server is compared with this, not with itself.

A letter per role: D deltagaransvarig, R registeransvarig. Every address of a register but the account's and every
action must be here; the test fails on one that is missing.
"""

from __future__ import annotations

from samverk.apps.participants.enums import RegisterRole

LETTERS = {"D": RegisterRole.PARTICIPANT_OFFICER, "R": RegisterRole.REGISTER_KEEPER}
BOTH = "DR"
OFFICER = "D"
KEEPER = "R"

PAGES: dict[str, tuple[str, str]] = {
    # name: (who may read it, who may send its form; "" when it takes none)
    "register_home": (BOTH, ""),
    "find_card": (OFFICER, OFFICER),
    "participations": (OFFICER, ""),
    "measure_participations": (OFFICER, ""),
    "intake": (OFFICER, OFFICER),
    "queue": (OFFICER, OFFICER),
    "queue_leave": (OFFICER, OFFICER),
    "anonymous": (OFFICER, OFFICER),
    "violence": (OFFICER, OFFICER),
    "paper_form": (OFFICER, ""),
    "questions": (KEEPER, ""),
    "question_new": (KEEPER, KEEPER),
    "question": (KEEPER, KEEPER),
    "participation": (OFFICER, ""),
    "participation_edit": (OFFICER, OFFICER),
    "participation_status": (OFFICER, OFFICER),
    "participation_exit": (OFFICER, OFFICER),
    "participation_rating": (OFFICER, OFFICER),
    "rating_remove": (OFFICER, OFFICER),
    "participation_reopen": (OFFICER, OFFICER),
    "consent_withdraw": (OFFICER, OFFICER),
    "register_returns": (BOTH, ""),
    "register_return_new": (BOTH, BOTH),
    "register_return": (BOTH, BOTH),
    "register_return_file": (BOTH, ""),
    "register_key": (BOTH, KEEPER),
    "register_public_key": (BOTH, ""),
    "register_settings": (KEEPER, ""),
    "register_settings_edit": (KEEPER, KEEPER),
    "register_measure_new": (KEEPER, KEEPER),
    "register_measure_edit": (KEEPER, KEEPER),
    "register_disposal": (KEEPER, KEEPER),
    "register_reads": (KEEPER, KEEPER),
    "register_trail": (KEEPER, ""),
    "register_trail_proof": (KEEPER, ""),
    "participant_extract": (OFFICER, ""),
    "participant_extract_file": (OFFICER, ""),
    "import_file": (OFFICER, OFFICER),
    "import_template": (OFFICER, ""),
    "scb": (OFFICER, ""),
    "scb_month": (OFFICER, OFFICER),
    "register_staff": (KEEPER, ""),
    "register_staff_new": (KEEPER, KEEPER),
    "register_person": (KEEPER, ""),
    "register_account": (KEEPER, KEEPER),
    "register_link": (KEEPER, ""),
    "register_role_end": (KEEPER, KEEPER),
}

OF_A_MEASURE = frozenset(
    {
        "measure_participations",
        "intake",
        "queue",
        "queue_leave",
        "anonymous",
        "violence",
        "paper_form",
        "participation",
        "participation_edit",
        "participation_status",
        "participation_exit",
        "participation_rating",
        "rating_remove",
        "participation_reopen",
        "consent_withdraw",
        "register_return",
        "register_return_file",
        "participant_extract",
        "participant_extract_file",
        "import_file",
        "import_template",
        "scb",
        "scb_month",
    }
)
"""Pages about one measure or what is in it: for another measure's officer they do not exist."""

SENT_ON = frozenset({"participations", "register_account"})
"""Pages that send whoever reads them on to another."""

NOTHING_YET = frozenset({"register_return_file", "register_public_key"})
"""Files that are not made yet on the stage: no return is signed."""

ACTIONS: dict[str, str] = {
    "participants.add_question": KEEPER,
    "participants.add_register_measure": KEEPER,
    "participants.change_participation": OFFICER,
    "participants.change_register": KEEPER,
    "participants.change_register_measure": KEEPER,
    "participants.count_anonymous": OFFICER,
    "participants.count_violence": OFFICER,
    "participants.end_question": KEEPER,
    "participants.give_register_role": KEEPER,
    "participants.join_queue": OFFICER,
    "participants.leave_queue": OFFICER,
    "participants.move_question": KEEPER,
    "participants.note_exit": OFFICER,
    "participants.note_read": OFFICER,
    "participants.note_status": OFFICER,
    "participants.put_in": OFFICER,
    "participants.rate_progress": OFFICER,
    "participants.remove_question": KEEPER,
    "participants.remove_queue_place": OFFICER,
    "participants.remove_ratings": OFFICER,
    "participants.reopen_participation": OFFICER,
    "participants.set_up_register": KEEPER,
    "participants.start_participation": OFFICER,
    "participants.withdraw_consent": OFFICER,
    "participants.discard_return": BOTH,
    "participants.draft_return": BOTH,
    "participants.draft_return_again": BOTH,
    "participants.make_return_key": KEEPER,
    "participants.note_answer": BOTH,
    "participants.release_return": BOTH,
    "participants.review_return": BOTH,
    "participants.send_return_back": BOTH,
    "participants.withdraw_return": BOTH,
    "participants.add_staff": KEEPER,
    "participants.import_participations": OFFICER,
    "participants.export_reads": KEEPER,
    "participants.make_scb_file": OFFICER,
    "participants.mark_scb_sent": OFFICER,
    "participants.note_hours": OFFICER,
    "participants.note_hours_read": OFFICER,
    "participants.note_extract": OFFICER,
    "participants.dispose_participations": KEEPER,
    "participants.close_staff_account": KEEPER,
    "participants.end_register_role": KEEPER,
    "participants.forget_staff_authenticator": KEEPER,
    "participants.give_staff_link": KEEPER,
    "participants.open_staff_account": KEEPER,
}


def roles(letters: str) -> frozenset[RegisterRole]:
    """The roles that the letters stand for."""
    return frozenset(LETTERS[letter] for letter in letters)

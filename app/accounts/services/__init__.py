"""Everything that can be done with people, logins and sessions."""

from app.accounts.services.login import (
    SignedInAs,
    change_password,
    confirm_password,
    confirm_strongly,
    login,
    logout,
    mark_seen,
    revoke_session,
    tidy,
)
from app.accounts.services.people import (
    PersonFacts,
    close_user,
    create_first_login,
    create_person,
    edit_person,
    invite,
    usable_invitation,
    use_invitation,
)

__all__ = [
    "PersonFacts",
    "SignedInAs",
    "change_password",
    "close_user",
    "confirm_password",
    "confirm_strongly",
    "create_first_login",
    "create_person",
    "edit_person",
    "invite",
    "login",
    "logout",
    "mark_seen",
    "revoke_session",
    "tidy",
    "usable_invitation",
    "use_invitation",
]

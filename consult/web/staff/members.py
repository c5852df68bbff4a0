"""Staff members, for administrators: who may come in, with which role, by a link that is shown once."""

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import accounts
from consult.actions.accounts import LINK_DAYS, Role, StaffMember
from consult.web.addresses import public
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.display import roles
from consult.web.staff.fields import Line, Most, Needed, OneOf, StaffForm
from consult.web.staff.listing import Column, Filter, Listing
from consult.web.staff.sentences import done


class MemberForm(StaffForm):
    """Someone new."""

    name = Line("", [Needed(), Most(80)])
    sign_in_name = Line("", [Needed(), Most(80)])
    role = OneOf("", [Needed()])


class RoleForm(StaffForm):
    """Another role."""

    role = OneOf("", [Needed()])


@staff.get("/members")
def members() -> ResponseReturnValue:
    """Everyone who may or could come in."""
    columns = [
        Column[StaffMember]("name", _("Naam"), lambda one: one.name.casefold()),
        Column[StaffMember]("sign_in_name", _("Aanmeldnaam"), lambda one: one.sign_in_name),
        Column[StaffMember]("role", _("Rol"), lambda one: roles()[Role(one.role)]),
        Column[StaffMember]("active", _("Toegang"), lambda one: not one.active),
    ]
    by_role = Filter[StaffMember]("role_is", _("Rol"), list(roles().items()), lambda one: one.role)
    listing = Listing(accounts.members(), columns, lambda one: f"{one.name} {one.sign_in_name}", [by_role])
    return render_template("staff/members.html", listing=listing, said=done(request.args.get("done")))


@staff.route("/members/new", methods=["GET", "POST"])
def add_member() -> ResponseReturnValue:
    """Asks who; then shows the one-time link, this once."""
    form = MemberForm(request.form, role=Role.POLICY.value)
    form.role.choices = list(roles().items())
    if request.method == "POST" and form.validate():
        with form.showing_refusals("sign_in_name"):
            person, secret = accounts.add_member(
                form.name.data or "", form.sign_in_name.data or "", Role(form.role.data), by=g.member.id
            )
            return _link(person, secret)
    return render_template("staff/new_member.html", form=form)


@staff.get("/members/<member_id>")
def member(member_id: str) -> ResponseReturnValue:
    """One staff member, with what can be changed."""
    return _member(_member_or_404(member_id), None)


@staff.post("/members/<member_id>/role")
def change_member_role(member_id: str) -> ResponseReturnValue:
    """Another role, from the next page on."""
    person = _member_or_404(member_id)
    form = _role_form(person)
    if form.validate():
        with form.showing_refusals("role"):
            accounts.change_role(person, Role(form.role.data), by=g.member.id)
            return redirect(url_for("staff.member", member_id=person.id, done="role"))
    return _member(person, form)


@staff.post("/members/<member_id>/invite")
def invite_member(member_id: str) -> ResponseReturnValue:
    """A fresh link to choose a password, for whoever forgot it."""
    person = _member_or_404(member_id)
    return _link(person, accounts.invite(person, by=g.member.id))


@staff.route("/members/<member_id>/deactivate", methods=["GET", "POST"])
def deactivate_member(member_id: str) -> ResponseReturnValue:
    """Says what ends and what stays, then takes the access away."""
    person = _member_or_404(member_id)
    if request.method == "POST":
        accounts.deactivate(person, by=g.member.id)
        return redirect(url_for("staff.member", member_id=person.id, done="deactivated"))
    return render_template("staff/deactivate.html", person=person)


@staff.post("/members/<member_id>/reactivate")
def reactivate_member(member_id: str) -> ResponseReturnValue:
    """Gives access back, by a fresh link."""
    person = _member_or_404(member_id)
    return _link(person, accounts.reactivate(person, by=g.member.id))


def _member_or_404(id_: str) -> StaffMember:
    return accounts.member(id_) or abort(404)


def _role_form(person: StaffMember) -> RoleForm:
    form = RoleForm(request.form, role=person.role)
    form.role.choices = list(roles().items())
    return form


def _member(person: StaffMember, form: RoleForm | None) -> str:
    return render_template(
        "staff/member.html",
        person=person,
        form=form or _role_form(person),
        said=done(request.args.get("done")),
    )


def _link(person: StaffMember, secret: str) -> str:
    # Shown in the answer itself and not after a redirect: only its hash is kept, so it cannot be shown again.
    link = public(url_for("staff.welcome", secret=secret))
    return render_template("staff/link.html", person=person, link=link, days=LINK_DAYS)

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paddock.Accounts.Api;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(PasswordChange))]
[JsonSerializable(typeof(PasswordChanged))]
[JsonSerializable(typeof(ProjectList))]
[JsonSerializable(typeof(ProjectRequest))]
[JsonSerializable(typeof(NewProject))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(ProjectSettings))]
[JsonSerializable(typeof(ProjectChange))]
[JsonSerializable(typeof(MemberList))]
[JsonSerializable(typeof(RoleChange))]
[JsonSerializable(typeof(InvitationRequest))]
[JsonSerializable(typeof(InvitationList))]
[JsonSerializable(typeof(NewInvitation))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SecondFactorState))]
[JsonSerializable(typeof(SecondFactorProof))]
[JsonSerializable(typeof(SecondFactorSecret))]
[JsonSerializable(typeof(SecondFactorCode))]
[JsonSerializable(typeof(NewRecoveryCodes))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(AccountChange))]
[JsonSerializable(typeof(AuditPage))]
internal sealed partial class AccountsJson : JsonSerializerContext;

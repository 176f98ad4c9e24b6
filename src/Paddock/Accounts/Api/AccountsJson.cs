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
internal sealed partial class AccountsJson : JsonSerializerContext;

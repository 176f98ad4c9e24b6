using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Paddock.Pipeline.Reading;

namespace Paddock.Hosting.PersonalData;

/// <summary>Writes the same shapes with everything that is marked <see cref="PersonalAttribute"/> left empty: the fields are there, so no client stumbles.</summary>
internal static class Masking
{
    public static JsonSerializerOptions Of(JsonSerializerOptions options) =>
        new(options) { TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(EmptyPersonalParts) };

    private static void EmptyPersonalParts(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(IsPersonal))
        {
            var empty = Empty(property.PropertyType);
            property.Get = _ => empty;
        }
    }

    public static bool IsPersonal(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(PersonalAttribute), inherit: false) == true;

    private static object? Empty(Type type) =>
        type == typeof(string) ? ""
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
        : typeof(IDictionary).IsAssignableFrom(type) ? Activator.CreateInstance(type)
        : type.IsValueType && Nullable.GetUnderlyingType(type) is null ? throw new InvalidOperationException($"There is no empty {type.Name}: let it be nullable.")
        : null;
}

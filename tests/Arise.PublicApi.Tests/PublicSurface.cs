using System.Globalization;
using System.Reflection;
using System.Text;

namespace Arise.PublicApi.Tests;

/// <summary>Writes down what an assembly offers: one line per public type and member, in a stable order.</summary>
internal static class PublicSurface
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance |
        BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What every record has; nobody calls it by name.
    private static readonly HashSet<string> OfRecords =
    [
        "Equals", "GetHashCode", "ToString", "PrintMembers", "<Clone>$", "op_Equality", "op_Inequality", "Deconstruct",
        "EqualityContract",
    ];

    /// <summary>The lines of an assembly.</summary>
    public static string Render(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            bool isRecord = type.GetMethod("<Clone>$", Own) is not null ||
                type.GetMethod("PrintMembers", Own) is not null;
            foreach (string line in Members(type)
                .Where(member => !isRecord || !OfRecords.Contains(member.Name))
                .Select(Line).OfType<string>().Order(StringComparer.Ordinal))
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<MemberInfo> Members(Type type) =>
        typeof(Delegate).IsAssignableFrom(type)
            ? [type.GetMethod("Invoke")!]
            : type.GetMembers(Own).Where(member => member is not Type);

    private static string Header(Type type)
    {
        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class" : "class";
        IEnumerable<Type> bases = type.IsEnum || typeof(Delegate).IsAssignableFrom(type) ? []
            : new[] { type.BaseType }.OfType<Type>()
                .Where(parent => parent != typeof(object) && parent != typeof(ValueType))
                .Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])
                    .Where(one => one.IsVisible && !Name(one).StartsWith("IEquatable<", StringComparison.Ordinal))
                    .OrderBy(Name, StringComparer.Ordinal));
        string list = string.Join(", ", bases.Select(Name));
        return $"{kind} {type.Namespace}.{Name(type)}{(list.Length > 0 ? " : " + list : "")}";
    }

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field
            when IsSeen(field.IsPublic, field.IsFamily, field.IsFamilyOrAssembly) =>
            field.IsLiteral
                ? $"const {field.Name} = {Value(field.GetRawConstantValue())}"
                : $"{Static(field.IsStatic)}field {Name(field.FieldType)} {field.Name}",
        PropertyInfo property when property.GetMethod is { } get && IsSeen(get) =>
            $"{Static(get.IsStatic)}{Name(property.PropertyType)} {property.Name}{Indices(property)} {{ get;" +
            (property.SetMethod is { } set && IsSeen(set) ? IsInit(set) ? " init;" : " set;" : "") + " }",
        ConstructorInfo { IsStatic: false } constructor when IsSeen(constructor) => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsSeen(method) => Method(method),
        MethodInfo method when IsSeen(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) =>
            Method(method),
        EventInfo one when one.AddMethod is { } add && IsSeen(add) => $"event {Name(one.EventHandlerType!)} {one.Name}",
        _ => null,
    };

    private static string Method(MethodInfo method)
    {
        string arguments = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Static(method.IsStatic)}{Name(method.ReturnType)} {method.Name}{arguments}({Parameters(method)})";
    }

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers()
        .Any(type => type.Name == "IsExternalInit");

    private static string Indices(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } indices
        ? $"[{string.Join(", ", indices.Select(one => Name(one.ParameterType)))}]" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)} {parameter.Name}" +
        (parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "")));

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsSeen(MethodBase method) =>
        IsSeen(method.IsPublic, method.IsFamily, method.IsFamilyOrAssembly);

    private static bool IsSeen(bool isPublic, bool isFamily, bool isFamilyOrAssembly) =>
        isPublic || isFamily || isFamilyOrAssembly;

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter)
            return type.Name;
        string outer = type.IsNested ? Name(type.DeclaringType!) + "." : "";
        int mark = type.Name.IndexOf('`', StringComparison.Ordinal);
        return mark < 0
            ? outer + type.Name
            : $"{outer}{type.Name[..mark]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}

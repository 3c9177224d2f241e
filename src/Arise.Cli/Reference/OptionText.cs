using System.Collections;
using System.CommandLine;
using System.Globalization;

namespace Arise.Cli;

/// <summary>What help and reference say of arguments and options: names and defaults as a user types them.</summary>
internal static class OptionText
{
    /// <summary>What stands between two names of an option.</summary>
    public const string NameGap = ", ";

    /// <summary>An option with its other names and its value: "--out DIR".</summary>
    public static string Usage(Option option)
    {
        string names = string.Join(NameGap, option.Aliases.Where(name => name[0] != '/').Prepend(option.Name));
        return ValueName(option) is { Length: > 0 } value ? $"{names} {value}" : names;
    }

    /// <summary>An argument: "[NAME...]" where it may be left out.</summary>
    public static string Usage(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    /// <summary>The description of an option, with its default where it does not name one.</summary>
    public static string Description(Option option)
    {
        string text = option.Description ?? "";
        if (option.Required)
            text += " Required.";
        return Default(option) is { Length: > 0 } given ? $"{text} Default: `{given}`." : text;
    }

    private static string Default(Option option)
    {
        bool isSaid = option.Description?.Contains("default", StringComparison.OrdinalIgnoreCase) == true;
        return option.HasDefaultValue && !isSaid ? Typed(option.GetDefaultValue()) : "";
    }

    private static string ValueName(Option option)
    {
        Type type = option.ValueType;
        if (type == typeof(bool) || option.Arity.MaximumNumberOfValues == 0)
            return "";
        if (option.HelpName is { } name)
            return name;
        if (type.IsArray)
            return ValueName(type.GetElementType()!) + "...";
        return ValueName(Nullable.GetUnderlyingType(type) ?? type);
    }

    private static string ValueName(Type type) => type switch
    {
        { IsEnum: true } => string.Join('|', Enum.GetNames(type).Select(Kebab)),
        _ when type == typeof(FileInfo) => "FILE",
        _ when type == typeof(DirectoryInfo) => "DIR",
        _ when type == typeof(string) => "NAME",
        _ when type == typeof(double) => "X",
        _ => "N",
    };

    /// <summary>A value as a user would type it.</summary>
    private static string Typed(object? value) => value switch
    {
        null or false => "",
        string text => text,
        Enum choice => Kebab(choice.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable several => string.Join(' ', several.Cast<object?>().Select(Typed)),
        _ => value.ToString() ?? "",
    };

    /// <summary>PreActivations becomes pre-activations.</summary>
    private static string Kebab(string name) => string.Concat(name.Select((letter, k) =>
        char.IsUpper(letter) ? (k > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}

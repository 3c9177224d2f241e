using System.Diagnostics.CodeAnalysis;

namespace Arise;

/// <summary>Checks of settings: each names the property that is wrong, and the reason without any option.</summary>
internal static class Setting
{
    /// <summary>Refuses a value.</summary>
    /// <param name="holds">What must hold.</param>
    /// <param name="property">Name of the property.</param>
    /// <param name="reason">A sentence: the value, and what is possible.</param>
    /// <exception cref="ArgumentException">It does not hold; the parameter name is the property.</exception>
    public static void Require([DoesNotReturnIf(false)] bool holds, string property, string reason)
    {
        if (!holds)
            throw new ArgumentException(reason, property);
    }

    /// <summary>The reason of an error without the name of the property, which .NET adds.</summary>
    public static string Reason(ArgumentException error) =>
        error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal);
}

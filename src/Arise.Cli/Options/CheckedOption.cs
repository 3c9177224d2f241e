using System.CommandLine;

namespace Arise.Cli;

/// <summary>Options whose value the library's settings check, so that both say the same.</summary>
internal static class CheckedOption
{
    /// <summary>An option with a default.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What the help says.</param>
    /// <param name="value">The default.</param>
    /// <param name="check">Throws an <see cref="ArgumentException"/> for a useless value.</param>
    public static Option<T> Create<T>(string name, string description, T value, Action<T> check)
    {
        var option = new Option<T>(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            AllowMultipleArgumentsPerToken = typeof(T).IsArray,
        };
        option.Validators.Add(result =>
        {
            try
            {
                check(result.GetRequiredValue(option));
            }
            catch (ArgumentException error)
            {
                result.AddError(ErrorText.Of(error, name));
            }
            catch (InvalidOperationException)
            {
                // Not a value of this type at all: the parser says so itself.
            }
        });
        return option;
    }
}

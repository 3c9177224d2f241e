using System.CommandLine;
using Arise.Recognition;

namespace Arise.Studies;

/// <summary>The command of one study; its help says what to know before running it.</summary>
/// <param name="name">What the command line calls it.</param>
/// <param name="measures">What it measures, a sentence.</param>
/// <param name="duration">How long it takes on two cores.</param>
/// <param name="quotedIn">Where its numbers stand in the documentation.</param>
/// <param name="seeds">The seeds of what is random.</param>
internal sealed class StudyCommand(string name, string measures, string duration, string quotedIn, string seeds)
    : Command(name, $"{measures} Two cores: about {duration}. Quoted in {quotedIn}. Seeds: {seeds}.")
{
    /// <summary>Adds an option with a value.</summary>
    public Option<T> Option<T>(string option, T value, string description)
    {
        var added = new Option<T>(option) { Description = description, DefaultValueFactory = _ => value };
        Add(added);
        return added;
    }

    /// <summary>Adds the option for the model that is measured.</summary>
    public Option<string> Model() =>
        Option("--model", ShippedModels.DefaultName, "Model file, or name of a shipped model.");

    /// <summary>Adds an option for a file or folder that may be left out.</summary>
    public Option<string?> Path(string option, string description)
    {
        var added = new Option<string?>(option) { Description = description };
        Add(added);
        return added;
    }

    /// <summary>Adds an option for a folder that must be named.</summary>
    public Option<string> Folder(string option, string description)
    {
        var added = new Option<string>(option) { Description = description, Required = true };
        Add(added);
        return added;
    }

    /// <summary>Adds an argument.</summary>
    public Argument<T> Argument<T>(string argument, string description)
    {
        var added = new Argument<T>(argument)
        {
            Description = description,
            Arity = typeof(T).IsArray ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne,
        };
        Add(added);
        return added;
    }

    /// <summary>Says what happens.</summary>
    public StudyCommand Runs(Action<ParseResult> run)
    {
        SetAction(run);
        return this;
    }
}

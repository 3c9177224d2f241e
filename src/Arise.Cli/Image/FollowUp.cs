using System.CommandLine;

namespace Arise.Cli;

/// <summary>
/// A verb that goes on with the atoms of images. Its options are taken as they are given and handed on to it, so that
/// it says itself what is wrong with them.
/// </summary>
internal sealed class FollowUp
{
    private const string Atoms = "atoms.xyz";

    // What the images decide.
    private static readonly string[] Own =
    [
        "--out", "--overwrite", "--resume", "--from", "--species", "--files", "--frames", "--every", "--all-frames",
        "--unit", "--pixel-size", "--threads",
    ];

    private readonly string _verb;
    private readonly Dictionary<string, Option<string>> _options = [];

    private FollowUp(string verb, string description)
    {
        _verb = verb;
        Flag = new Option<bool>("--" + verb) { Description = description };
    }

    /// <summary>Asks for it.</summary>
    public Option<bool> Flag { get; }

    /// <summary>Adds all verbs that can go on to a command, and their options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="rank">Asks for an order of the images, which takes some options of a classification.</param>
    public static FollowUp[] AddTo(Command command, Option<bool> rank)
    {
        FollowUp[] all =
        [
            new("classify", "Classify the atoms of every image: all options of 'arise classify'."),
            new("map", "Map the atoms: all options of 'arise map'; in the folder map."),
            new("label", "Label every atom: all options of 'arise label'; in the folder labels."),
        ];
        foreach (FollowUp one in all)
            command.Add(one.Flag);
        string[] taken = [.. Own, .. command.Options.Select(option => option.Name)];
        var shared = new Dictionary<string, Option<string>>();
        foreach ((FollowUp one, Command verb) in all.Zip(
            (Command[])[ClassifyCommand.Create(), MapCommand.Create(), LabelCommand.Create()]))
        {
            foreach (Option option in verb.Options)
            {
                // A format of the input is that of the images; that of the output is an option of 'label'.
                bool isOfInput = option.Name == "--format" && one._verb != "label";
                if (isOfInput || option.Hidden || taken.Contains(option.Name))
                    continue;
                if (!shared.TryGetValue(option.Name, out Option<string>? raw))
                {
                    raw = new Option<string>(option.Name)
                    {
                        Arity = option.Arity,
                        Hidden = true,
                        AllowMultipleArgumentsPerToken = option.AllowMultipleArgumentsPerToken,
                        CustomParser = argument => string.Join(' ', argument.Tokens),
                    };
                    shared.Add(option.Name, raw);
                    command.Add(raw);
                }

                one._options.Add(option.Name, raw);
            }
        }

        foreach (Option<string> raw in shared.Values)
        {
            string[] verbs = [.. all.Where(one => one._options.ContainsKey(raw.Name)).Select(one => one.Flag.Name)];
            command.TakesOnlyWith(
                raw,
                result => all.Any(one => one._options.ContainsKey(raw.Name) && CommandRules.IsGiven(result, one.Flag))
                    || (RankRun.Options.Contains(raw.Name) && CommandRules.IsGiven(result, rank)),
                $"it belongs to {string.Join(" and ", verbs)}");
        }

        return all;
    }

    /// <summary>What is wrong with the options that are handed on, a sentence; null for nothing.</summary>
    public static string? Mistake(ParseResult parsed, FollowUp[] all, DirectoryInfo folder) => all
        .Where(one => parsed.GetValue(one.Flag))
        .SelectMany(one => UsageError.Of(one.Parse(parsed, folder, 1)))
        .FirstOrDefault();

    /// <summary>Whether an option of the verb is given.</summary>
    public bool IsGiven(ParseResult parsed, string option) =>
        _options.TryGetValue(option, out Option<string>? raw) && CommandRules.IsGiven(parsed.CommandResult, raw);

    /// <summary>The command line of the verb.</summary>
    /// <param name="parsed">The command line of the images.</param>
    /// <param name="folder">Where the atoms are, and the results shall be.</param>
    /// <param name="images">Number of images with atoms.</param>
    /// <param name="only">Only these options; null for all of the verb.</param>
    /// <param name="isResumed">Whether a map goes on.</param>
    public ParseResult Parse(
        ParseResult parsed,
        DirectoryInfo folder,
        int images,
        IReadOnlyList<string>? only = null,
        bool isResumed = false)
    {
        var words = new List<string> { _verb, Path.Combine(folder.ToString(), Atoms) };
        foreach (Option<string> option in _options.Values)
        {
            if (parsed.GetResult(option) is not { Implicit: false } given || only?.Contains(option.Name) == false)
                continue;
            words.Add(option.Name);
            words.AddRange(given.Tokens.Select(token => token.Value));
        }

        words.AddRange(["--threads", .. parsed.GetResult("--threads")!.Tokens.Select(token => token.Value)]);
        if (words[^1] == "--threads")
            words.RemoveAt(words.Count - 1);
        switch (_verb)
        {
            case "classify":
                if (!words.Contains("--csv"))
                    words.AddRange(["--csv", Path.Combine(folder.ToString(), "classes.csv")]);
                break;
            default:
                words.AddRange(["--out", Path.Combine(folder.ToString(), _verb == "map" ? "map" : "labels")]);
                if (CommandRules.IsGiven(parsed.CommandResult, parsed.CommandResult.Command.Options
                    .Single(option => option.Name == "--overwrite")))
                    words.Add("--overwrite");
                break;
        }

        if (_verb == "map" && isResumed)
            words.Add("--resume");
        if (_verb == "map" && images > 1)
            words.Add("--all-frames");
        return parsed.RootCommandResult.Command.Parse(words);
    }
}

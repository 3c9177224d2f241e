using System.CommandLine;
using System.CommandLine.Parsing;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>
/// The structures of a verb that takes many: files, folders and patterns, a list of them, and which of their frames.
/// </summary>
internal sealed class SeveralInputs
{
    private readonly Argument<string[]> _names;

    private readonly Option<string?> _list = new("--files")
    {
        Description = "Take the files that are named in this text file, a name per line (- for standard input).",
        HelpName = "LIST",
    };

    private readonly Option<int> _every;
    private readonly Option<FrameRange> _frames;
    private readonly bool _isSeries;
    private readonly bool _isDeep;

    /// <summary>Makes argument and options.</summary>
    /// <param name="isSeries">Whether the files are the frames of one series.</param>
    /// <param name="names">The argument for the names; one of its own when omitted.</param>
    /// <param name="isDeep">Whether folders are taken with those in them, and archives with their files.</param>
    public SeveralInputs(bool isSeries = false, Argument<string[]>? names = null, bool isDeep = false)
    {
        (_isSeries, _isDeep) = (isSeries, isDeep);
        string of = isSeries ? "over all files" : "in each file";
        _names = names ?? new Argument<string[]>("FILE")
        {
            Description = (isSeries ? "Structure files, the frames of one series" : "Structure files")
                + "; folders of them, patterns with *, ? and ** (in quotes), - for standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        _every = PositiveInteger.Option("--every", 1, "Take every Nth frame only, beginning with the first.");
        _frames = FrameRange.Option(
            "--frames", $"Take these frames only, counted from 1 {of}: 10:20, 10:, :20 or 10.");
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_names);
        command.Add(_list);
        command.Add(_frames);
        command.Add(_every);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_names) is not { Tokens.Count: > 0 } && result.GetResult(_list) is null)
                result.AddError($"Name a structure file or a folder of them, or a list of files with {_list.Name}.");
        });
    }

    /// <summary>The options that choose frames.</summary>
    public Option[] OfFrames => [_frames, _every];

    /// <summary>Whether frames are chosen.</summary>
    public bool IsOfFrames(ParseResult parsed) => IsOfFrames(parsed.CommandResult);

    /// <summary>Whether frames are chosen.</summary>
    public bool IsOfFrames(CommandResult result) =>
        result.GetResult(_frames) is { Implicit: false } || result.GetResult(_every) is { Implicit: false };

    /// <summary>Whether a list of files is given.</summary>
    public bool HasList(CommandResult result) => result.GetResult(_list) is { Implicit: false };

    /// <summary>The inputs of a command line; what is left out of folders is told on standard error.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">What the files cannot say themselves.</param>
    /// <exception cref="IOException">There is no such list, or it names nothing.</exception>
    public StructureInputs Read(ParseResult parsed, StructureReadOptions options)
    {
        var inputs = new StructureInputs(
            Names(parsed),
            options,
            new FrameSelection(parsed.GetValue(_frames)!, parsed.GetValue(_every), _isSeries),
            _isDeep);
        foreach (string note in inputs.Notes)
            parsed.InvocationConfiguration.Error.WriteLine($"arise: {VisibleText.Of(note)}");
        return inputs;
    }

    /// <summary>The names of a command line and of its list.</summary>
    /// <exception cref="IOException">There is no such list, or it names nothing.</exception>
    public string[] Names(ParseResult parsed) =>
        [.. parsed.GetValue(_names)!, .. List(parsed) is { } list ? FileList.Read(list) : []];

    /// <summary>The frames of one file that the command line asks for.</summary>
    public StructureInputs Only(ParseResult parsed, string file, StructureReadOptions options) =>
        new([file], options, new FrameSelection(parsed.GetValue(_frames)!, parsed.GetValue(_every), _isSeries));

    /// <summary>The list, for the check that nothing overwrites it; null without one.</summary>
    public string? List(ParseResult parsed) => parsed.GetValue(_list);

    /// <summary>A folder for results in the working folder, named after the first input.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ending">What follows the name: "-map".</param>
    public DirectoryInfo DefaultFolder(ParseResult parsed, string ending)
    {
        string given = parsed.GetValue(_names) is [var first, ..] ? first : parsed.GetValue(_list)!;
        if (given == StandardStreams.Name)
            return new DirectoryInfo("stdin" + ending);
        if (Directory.Exists(given))
            return new DirectoryInfo(new DirectoryInfo(Path.TrimEndingDirectorySeparator(given)).Name + ending);
        string name = Path.GetFileName(given).Trim('*', '?', '.');
        int dot = name.IndexOf('.', Math.Min(1, name.Length));
        name = (dot > 0 ? name[..dot] : name).Replace("*", "", StringComparison.Ordinal)
            .Replace("?", "", StringComparison.Ordinal);
        return new DirectoryInfo((name.Length > 0 ? name : "structures") + ending);
    }
}

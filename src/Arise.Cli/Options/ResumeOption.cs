using System.CommandLine;

namespace Arise.Cli;

/// <summary>The options --resume and --overwrite of the verbs that train: what becomes of a checkpoint.</summary>
internal sealed class ResumeOption
{
    private readonly Option<bool> _resume =
        new("--resume") { Description = "Go on from the checkpoint; give the same other options as before." };

    private readonly Option<bool> _overwrite =
        new("--overwrite") { Description = "Begin anew though there is the checkpoint of an interrupted training." };

    /// <summary>Adds both to a verb.</summary>
    public ResumeOption(Command command)
    {
        command.Add(_resume);
        command.Add(_overwrite);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_resume) && result.GetValue(_overwrite))
                result.AddError($"{_resume.Name} goes on, {_overwrite.Name} begins anew: give one of them.");
        });
    }

    /// <summary>Whether to go on.</summary>
    public bool IsResumed(ParseResult parsed) => parsed.GetValue(_resume);

    /// <summary>Whether a checkpoint may go.</summary>
    public bool IsOverwritten(ParseResult parsed) => parsed.GetValue(_overwrite);

    /// <summary>Requires a checkpoint to go on from, or that none is in the way, before any work.</summary>
    /// <exception cref="IOException">It is not so.</exception>
    public void Require(string checkpoint, ParseResult parsed)
    {
        bool isThere = File.Exists(checkpoint);
        if (IsResumed(parsed) && !isThere)
            throw new IOException($"{checkpoint}: there is no checkpoint to go on from; start without {_resume.Name}.");
        if (isThere && !IsResumed(parsed) && !IsOverwritten(parsed))
        {
            throw new IOException(
                $"{checkpoint}: this is the checkpoint of an interrupted training; go on with {_resume.Name}, or "
                + $"begin anew with {_overwrite.Name}.");
        }
    }
}

namespace Arise.Reproduction;

/// <summary>One step of a study.</summary>
public sealed class StudyStep
{
    private readonly Action<IProgress<WorkProgress>?, CancellationToken> _work;
    private readonly Func<bool> _isMade;

    internal StudyStep(
        string title,
        string result,
        TimeSpan estimate,
        Func<bool> isMade,
        Action<IProgress<WorkProgress>?, CancellationToken> work) =>
        (Title, Result, Estimate, _isMade, _work) = (title, result, estimate, isMade, work);

    /// <summary>What it makes.</summary>
    public string Title { get; }

    /// <summary>The file that is there once it is complete.</summary>
    public string Result { get; }

    /// <summary>Time on two cores that do nothing else.</summary>
    public TimeSpan Estimate { get; }

    /// <summary>Whether the step has been made.</summary>
    public bool IsComplete => _isMade();

    /// <summary>Makes it, or goes on where it was interrupted; needs the results of the steps before.</summary>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="IOException">The folder holds a study with other settings, or other files.</exception>
    /// <exception cref="OperationCanceledException">Canceled; the same call goes on.</exception>
    public void Run(IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        _work(progress, cancellation);
}

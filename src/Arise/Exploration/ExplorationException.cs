namespace Arise.Exploration;

/// <summary>There is too little to explore, or a saved exploration is missing or damaged.</summary>
/// <param name="message">What is wrong, one sentence.</param>
/// <param name="file">The file of a saved exploration, which the message then begins with.</param>
/// <param name="field">Its field or array, where one is known.</param>
/// <param name="innerException">The cause, if another exception told of it.</param>
public sealed class ExplorationException(
    string message, string? file = null, string? field = null, Exception? innerException = null)
    : AriseException(file is null ? message : $"{file}: {message}", innerException)
{
    /// <summary>The file, where one is to blame.</summary>
    public string? File { get; } = file;

    /// <summary>Its field or array, where one is known.</summary>
    public string? Field { get; } = field;
}

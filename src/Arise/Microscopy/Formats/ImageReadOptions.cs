namespace Arise.Microscopy.Formats;

/// <summary>What a reader cannot know from the file alone.</summary>
public sealed record ImageReadOptions
{
    /// <summary>
    /// Takes what is left out of a file or changed, as a sentence with the file: colors that become gray, pixels that
    /// are gaps. Called once for a file and a kind, while its images are enumerated.
    /// </summary>
    public Action<string>? Note { get; init; }

    /// <summary>Only this image of a file with several, from 1; null for all.</summary>
    public int? Page { get; init; }

    /// <summary>Refuses settings that nothing can be read with.</summary>
    /// <exception cref="ArgumentException">The page is below 1.</exception>
    public void Validate() => Setting.Require(
        Page is null or >= 1, nameof(Page), $"Page {Page}: pages are numbered from 1.");
}

namespace Arise.Microscopy;

/// <summary>An image in which no atoms can be found, with the reason and what to do.</summary>
/// <param name="message">What is wrong and what to do, in a sentence.</param>
public sealed class MicroscopyException(string message) : AriseException(message);

namespace Arise;

/// <summary>
/// What a file or a sample made impossible: the base of all errors of this library that are not mistakes of the
/// caller. Wrong arguments and settings are <see cref="ArgumentException"/>, cancellation is
/// <see cref="OperationCanceledException"/>.
/// </summary>
/// <param name="message">What is wrong and what to do, in a sentence.</param>
/// <param name="innerException">The cause, if another exception told of it.</param>
public abstract class AriseException(string message, Exception? innerException = null)
    : Exception(message, innerException);

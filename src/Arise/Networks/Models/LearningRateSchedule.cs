namespace Arise.Networks.Models;

/// <summary>How the learning rate changes in the course of training.</summary>
public enum LearningRateSchedule
{
    /// <summary>It does not.</summary>
    Constant,

    /// <summary>Half a cosine from the given rate at the first step to zero after the last.</summary>
    Cosine,
}

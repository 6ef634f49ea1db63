"""Funnel plot and caterpillar: which areas stand apart."""
